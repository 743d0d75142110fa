/** Tests that an organization's key can neither read nor change anything of another organization. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.tenant;
