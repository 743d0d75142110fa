/** Makes packages of evidence for an audit: one ZIP file for a requirement and a period, with the proof that it is whole. */
@NullMarked
package com.raptorcomply.resources.evidencepackage;

import org.jspecify.annotations.NullMarked;
