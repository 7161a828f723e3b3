//! Pages that commands are run on.

/// An operation page whose example disagrees with the resource page, and whose link leads nowhere.
pub(crate) const GET_DOOR: &str = "\
# Get door
See [house](../resources/house.md).
## HTTP request
```http
GET /doors/{id}
```
## Response
If successful, this method returns a `200 OK` response code and a [door](../resources/door.md) object.
## Example
<!-- { \"blockType\": \"request\", \"name\": \"get_door\" } -->
```http
GET https://graph.microsoft.com/v1.0/doors/front
```
<!-- { \"blockType\": \"response\", \"@odata.type\": \"microsoft.graph.door\" } -->
```http
HTTP/1.1 200 OK
Content-type: application/json

{ \"id\": \"front\", \"width\": { \"mm\": 900 } }
```
";

/// A type with a relationship to doors, and to itself.
pub(crate) const HOUSE: &str = "\
# house resource type
## Properties
|Property|Type|
|:--|:--|
|id|String|
## Relationships
|Relationship|Type|
|:--|:--|
|doors|[door](door.md) collection|
|next|[house](house.md)|
";
pub(crate) const LIST_HOUSES: &str = "\
# List houses
## Permissions
|Permission type|Permissions (from least to most privileged)|
|:--|:--|
|Delegated (work or school account)|Houses.Read, Houses.ReadWrite|
|Application|Not supported.|
## HTTP request
```http
GET /houses
```
## Response
If successful, this method returns a `200 OK` response code and a collection of [house](../resources/house.md) objects in the response body.
";
