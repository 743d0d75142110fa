/** Tests of notices and alerts. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.notice;
