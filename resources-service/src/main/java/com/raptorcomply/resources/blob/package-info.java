/** Keeps the bytes of files, named by organization and digest, outside the database. */
@NullMarked
package com.raptorcomply.resources.blob;

import org.jspecify.annotations.NullMarked;
