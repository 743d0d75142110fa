/** Tests. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.resources.task;
