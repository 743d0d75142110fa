/** E-mail addresses: which are accepted, and which are one mailbox. */
@NullMarked
package com.raptorcomply.keyservice.user.email;

import org.jspecify.annotations.NullMarked;
