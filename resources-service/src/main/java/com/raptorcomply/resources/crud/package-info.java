/** Creates, reads, lists, updates and deletes every plain resource, driven by its declaration. */
@NullMarked
package com.raptorcomply.resources.crud;

import org.jspecify.annotations.NullMarked;
