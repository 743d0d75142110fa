/** The pages to sign in and out, and to accept an invitation. */
@NullMarked
package com.raptorcomply.keyservice.admin.signin;

import org.jspecify.annotations.NullMarked;
