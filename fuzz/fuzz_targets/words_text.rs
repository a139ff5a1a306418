#![no_main]

doorstep_fuzz::hold!(doorstep_robustness::words_text);
