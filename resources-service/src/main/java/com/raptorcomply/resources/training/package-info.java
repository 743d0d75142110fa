/** Training modules, and who has to complete them by when (CIP-004). */
@NullMarked
package com.raptorcomply.resources.training;

import org.jspecify.annotations.NullMarked;
