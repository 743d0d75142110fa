/** Tests of the directory that data services follow. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.directory;
