@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.revocation.export;
