#![no_main]

doorstep_fuzz::hold!(doorstep_robustness::scenario_text);
