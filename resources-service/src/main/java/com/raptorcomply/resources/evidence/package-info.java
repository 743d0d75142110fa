/** Files and evidence: what shows that a requirement was met. */
@NullMarked
package com.raptorcomply.resources.evidence;

import org.jspecify.annotations.NullMarked;
