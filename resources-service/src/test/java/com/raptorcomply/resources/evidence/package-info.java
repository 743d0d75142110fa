/** Tests of files and evidence. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.resources.evidence;
