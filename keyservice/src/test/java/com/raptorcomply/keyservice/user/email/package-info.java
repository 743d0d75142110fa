@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.user.email;
