#![no_main]

doorstep_fuzz::hold!(doorstep_robustness::rules_text);
