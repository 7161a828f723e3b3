#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| docwright_fuzz::service(data));
