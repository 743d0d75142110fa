/** Passwords: which are accepted (NIST SP 800-63B-4), and how they are kept (Argon2id). */
@NullMarked
package com.raptorcomply.keyservice.signin.password;

import org.jspecify.annotations.NullMarked;
