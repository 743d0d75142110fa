/** Authentication and authorization: the table of permissions, the roles, and the caller of a request. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.auth;
