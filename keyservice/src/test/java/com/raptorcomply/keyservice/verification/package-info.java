/** Tests of verifications. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.verification;
