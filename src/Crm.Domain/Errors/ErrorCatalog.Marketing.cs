namespace Crm.Domain.Errors;

public static partial class ErrorCatalog
{
    private static ErrorText[] MarketingErrors =>
    [
        new("CAM-001", 422, false,
            "The planned end is before the start",
            "Плановое окончание раньше начала"),
        new("CAM-002", 422, true,
            "{0} tasks are open. State a reason to finish",
            "Открытых задач: {0}. Для завершения укажите причину"),
        new("CAM-003", 422, false,
            "A cost cannot be negative",
            "Расход не может быть отрицательным"),
        new("CAM-004", 422, true,
            "The audience is empty",
            "Аудитория пуста"),
        new("ADC-001", 409, false,
            "Ad channel \"{0}\" already exists",
            "Рекламный канал «{0}» уже существует"),
        new("ADC-002", 409, false,
            "The ad channel is in use. Deactivate it instead",
            "Рекламный канал используется. Отключите его"),
        new("ADC-003", 422, false,
            "The channel does not accept a source of type {0}",
            "Канал не допускает источник вида {0}"),
        new("ADC-004", 422, false,
            "A channel cannot be merged into its own child",
            "Канал нельзя объединить с подчинённым ему"),
        new("ATT-001", 422, false,
            "Half-life must be above 0",
            "Период полураспада должен быть больше 0"),
        new("ATT-002", 422, false,
            "The window must be 1 to 1,095 days",
            "Окно должно быть от 1 до 1 095 дней"),
        new("MLG-001", 422, true,
            "No consent: {0} recipients skipped",
            "Нет согласия: пропущено получателей {0}"),
        new("MLG-002", 422, false,
            "Unknown variable \"{0}\" in the template",
            "Неизвестная переменная «{0}» в шаблоне"),
    ];
}
