// The smallest page around inkjs: the transcript grows, the choices are buttons.
fetch("story.json").then((answer) => answer.text()).then((json) => {
  const story = new inkjs.Story(json);
  const [transcript, choices] = ["transcript", "choices"].map((id) => document.getElementById(id));
  const add = (parent, name, text) => {
    const element = parent.appendChild(document.createElement(name));
    element.textContent = text;
    return element;
  };
  const goOn = () => {
    while (story.canContinue) {
      const text = story.Continue().trim();
      if (text) add(transcript, "p", text);
    }
    choices.replaceChildren();
    for (const choice of story.currentChoices) {
      add(choices, "button", choice.text).onclick = () => {
        story.ChooseChoiceIndex(choice.index);
        goOn();
      };
    }
  };
  goOn();
});
