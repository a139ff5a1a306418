// The walks that every engine takes, and the digest of what it shows: the same as in bench/src/walk.rs.

export const STEPS = 150;

export class Walk {
  constructor(number) {
    this.state = (Math.imul(number, 2654435761) + 12345) >>> 0;
  }

  // The place of the next choice among so many.
  next(offered) {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return (this.state >>> 16) % offered;
  }
}

// FNV-1a over the bytes of the text. The text of the synthetic call is ASCII: a character is a byte.
export class TextDigest {
  value = 0x811c9dc5;

  read(text) {
    let value = this.value;
    for (let place = 0; place < text.length; place++) value = Math.imul(value ^ text.charCodeAt(place), 0x01000193);
    this.value = Math.imul(value ^ 10, 0x01000193) >>> 0;
  }
}

export class TextLength {
  value = 0;

  read(text) {
    this.value += text.length + 1;
  }
}
