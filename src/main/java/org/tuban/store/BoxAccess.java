package org.tuban.store;

/** How rows in a box are found when they are wanted in another order than the spatial index has. */
public enum BoxAccess {
    /** As the database thinks best. */
    ANY,
    /** By the spatial index, and then put in order: what is in the box is little. */
    BOX_FIRST,
    /** In order, and each row asked whether it is in the box, until there are enough: what is in the box is much. */
    ORDER_FIRST
}
