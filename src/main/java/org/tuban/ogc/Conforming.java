package org.tuban.ogc;

import java.util.List;

/** A part of this room that is wired into the service and fulfils conformance classes by being there. */
interface Conforming {

    /** Addresses of the conformance classes that this part fulfils. */
    List<String> conformsTo();
}
