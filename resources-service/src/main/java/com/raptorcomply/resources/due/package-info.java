/** Lists the work that is late or due by a date, per CIP requirement, facility and person. */
@NullMarked
package com.raptorcomply.resources.due;

import org.jspecify.annotations.NullMarked;
