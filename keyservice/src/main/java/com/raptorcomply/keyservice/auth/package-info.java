/** Who may do what: the one table of permissions, the roles made of them, and the caller of a request. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.auth;
