"""Reads layers through QGIS' own provider for OGC API – Features and prints what a user of QGIS would see, as JSON.

Arguments: address of the landing page, a box as west,south,east,north, then layer ids.
"""

import json
import sys

from qgis.core import QgsApplication, QgsDataSourceUri, QgsFeatureRequest, QgsRectangle, QgsVectorLayer

PAGE = "3"


def open_layer(address, name):
    uri = QgsDataSourceUri()
    uri.setParam("url", address)
    uri.setParam("typename", name)
    uri.setParam("pageSize", PAGE)
    return QgsVectorLayer(uri.uri(False), name, "OAPIF")


def ids(layer, request):
    return sorted(feature["id"] for feature in layer.getFeatures(request))


def describe(layer, box):
    return {
        "valid": layer.isValid(),
        "crs": layer.crs().authid(),
        "count": layer.featureCount(),
        "ids": ids(layer, QgsFeatureRequest()),
        "inBox": ids(layer, QgsFeatureRequest().setFilterRect(box)),
        "places": {
            feature["id"]: [feature.geometry().boundingBox().xMinimum(), feature.geometry().boundingBox().yMinimum()]
            for feature in layer.getFeatures()
            if feature.hasGeometry()
        },
    }


def main():
    address, box, names = sys.argv[1], QgsRectangle(*map(float, sys.argv[2].split(","))), sys.argv[3:]
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    seen = {name: describe(open_layer(address, name), box) for name in names}
    application.exitQgis()
    print(json.dumps(seen))


main()
