/** Who may depend on whom, and how large a file may get. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.architecture;
