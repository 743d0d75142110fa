/** Tests of the package of the same name. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.admin.notice;
