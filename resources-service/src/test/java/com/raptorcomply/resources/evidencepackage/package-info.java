@NullMarked
package com.raptorcomply.resources.evidencepackage;

import org.jspecify.annotations.NullMarked;
