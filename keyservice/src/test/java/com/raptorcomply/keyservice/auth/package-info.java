/** Who may do what. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.auth;
