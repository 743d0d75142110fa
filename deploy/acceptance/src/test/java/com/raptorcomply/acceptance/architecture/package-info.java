/** Tests the dependencies between modules and packages, file lengths and the documentation of settings. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.architecture;
