/** Organizations, their users and invitations. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.user;
