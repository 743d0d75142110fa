/** The dates of personnel risk assessments (CIP-004 R3). */
@NullMarked
package com.raptorcomply.resources.personnel;

import org.jspecify.annotations.NullMarked;
