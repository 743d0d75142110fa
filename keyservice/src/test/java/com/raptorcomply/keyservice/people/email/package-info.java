@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.people.email;
