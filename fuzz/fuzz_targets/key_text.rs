#![no_main]

doorstep_fuzz::hold!(doorstep_robustness::key_text);
