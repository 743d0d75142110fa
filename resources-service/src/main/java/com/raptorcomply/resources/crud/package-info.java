/** Creates, reads, lists, updates and deletes every plain resource, driven by its definition. */
@NullMarked
package com.raptorcomply.resources.crud;

import org.jspecify.annotations.NullMarked;
