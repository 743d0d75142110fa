/** The pages of the signed-in user: password, second factor, sessions. */
@NullMarked
package com.raptorcomply.keyservice.admin.account;

import org.jspecify.annotations.NullMarked;
