/** A real browser for the tests of the admin pages. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.admin.browser;
