/** Passwords: the accepted ones (NIST SP 800-63B-4) and their hashes (Argon2id). */
@NullMarked
package com.raptorcomply.keyservice.signin.password;

import org.jspecify.annotations.NullMarked;
