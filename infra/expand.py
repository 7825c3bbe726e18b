"""Expands a SAM template to plain CloudFormation, as AWS does at deployment: JSON on standard output, no network.

Usage: expand.py TEMPLATE [PARAMETER=VALUE ...]   (needs the package aws-sam-translator, see requirements.txt)

Code stands where packaging would have put it: in a bucket "local", under its path from the working directory.
"""

import json
import os
import sys

# The translator asks for the region's partition and fails without a region.
os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


class NoManagedPolicies:
    """The translator would ask IAM for the policies that AWS manages; no role here uses one."""

    def load(self):
        return {}


def expand(path, parameters):
    with open(path, encoding="utf-8") as file:
        template = yaml_parse(file.read())
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::Serverless::Function":
            code = os.path.normpath(os.path.join(os.path.dirname(path), properties["CodeUri"]))
            properties["CodeUri"] = "s3://local/" + code.replace(os.sep, "/")
    return transform(template, parameters, NoManagedPolicies())


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    arguments = dict(argument.split("=", 1) for argument in sys.argv[2:])
    json.dump(expand(sys.argv[1], arguments), sys.stdout, indent=1)
    print()
