"""Which inventories an employer has, without reading their tasks."""

from beschutdesk.dossier.employer import Employer
from beschutdesk.dossier.task_inventory import InventoryTask, TaskInventory
from beschutdesk.services.desk import Desk


def test_by_department_with_their_number_and_without_the_trash(desk: Desk) -> None:
    house, other = Employer(name="Drukkerij Inkt"), Employer(name="De Golf")
    whole = TaskInventory(employer=house.id, tasks=[InventoryTask(name="Vellen vouwen"), InventoryTask(name="Vegen")])
    canteen, gone = (TaskInventory(employer=house.id, department=name) for name in ("kantine", "Archief"))
    desk.dossiers.add([house, other, canteen, gone, whole, TaskInventory(employer=other.id)])
    desk.dossiers.trash("task_inventory", gone.id)
    assert desk.inventories.heaps(house.id) == ((whole.id, "", 2), (canteen.id, "kantine", 0))
    assert desk.inventories.heaps(house.id, trash=True) == ((gone.id, "Archief", 0),)
    assert desk.inventories.heaps(other.id, trash=True) == ()
    assert [key for key, _, _ in desk.inventories.heaps(house.id)] == [one.id for one in desk.inventories.of(house.id)]
