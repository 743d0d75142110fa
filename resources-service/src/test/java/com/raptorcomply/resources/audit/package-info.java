/** Tests of this package. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.resources.audit;
