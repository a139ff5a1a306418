#![no_main]

doorstep_fuzz::hold!(doorstep_robustness::attempt_file);
