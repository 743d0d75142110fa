/** Traffic that knows what each of its responses must be, while an operator changes, breaks or restores what serves it. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.local.life;
