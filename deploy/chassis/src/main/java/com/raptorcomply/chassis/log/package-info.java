/** Writes the log as one JSON object per line with API keys redacted, and lists the names of log keys. */
@NullMarked
package com.raptorcomply.chassis.log;

import org.jspecify.annotations.NullMarked;
