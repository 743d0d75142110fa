@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.signin.totp;
