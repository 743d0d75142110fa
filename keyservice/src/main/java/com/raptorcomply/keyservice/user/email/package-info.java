/** E-mail addresses: the accepted forms, and the key that identifies a mailbox. */
@NullMarked
package com.raptorcomply.keyservice.user.email;

import org.jspecify.annotations.NullMarked;
