/** One JSON object a line, keys redacted; the glossary of log keys. */
@NullMarked
package com.raptorcomply.chassis.log;

import org.jspecify.annotations.NullMarked;
