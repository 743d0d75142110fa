/** Tests of authentication and authorization. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.auth;
