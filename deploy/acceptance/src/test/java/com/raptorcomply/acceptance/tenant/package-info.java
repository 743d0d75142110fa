/** What one organization's key can learn of, or do to, another organization: nothing. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.tenant;
