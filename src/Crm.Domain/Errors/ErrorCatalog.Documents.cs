namespace Crm.Domain.Errors;

public static partial class ErrorCatalog
{
    private static ErrorText[] DocumentsErrors =>
    [
        new("DOC-001", 422, false,
            "The document belongs to another customer",
            "Документ другого клиента"),
        new("DOC-002", 409, false,
            "The document is already in deal {0}",
            "Документ уже в сделке {0}"),
        new("DOC-003", 422, false,
            "The document proves a passed stage: state the reason",
            "Документ подтверждает пройденный этап: укажите причину"),
        new("PRC-001", 422, false,
            "Discount above 100 % or price below 0",
            "Скидка больше 100 % или цена меньше 0"),
        new("PRC-002", 422, false,
            "Discount {0} % is over your limit {1} %. Ask for approval",
            "Скидка {0} % выше вашего лимита {1} %. Запросите согласование"),
        new("PRC-003", 422, true,
            "Segment \"{0}\" was computed {1} days ago",
            "Сегмент «{0}» рассчитан {1} дн. назад"),
        new("PRC-004", 422, false,
            "Discounts {0} and {1} have equal priority",
            "У скидок {0} и {1} одинаковый приоритет"),
        new("CUR-001", 422, false,
            "No rate of {0} on {1}",
            "Нет курса {0} на {1}"),
        new("STK-001", 409, false,
            "The stock is reserved for deal {0}",
            "Товар зарезервирован за сделкой {0}"),
    ];
}
