@org.jspecify.annotations.NullMarked
package com.raptorcomply.resources.blob;
